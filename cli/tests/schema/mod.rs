//! `docs/*.schema.json`, which describe what the commands print as JSON.

#![allow(dead_code, reason = "each test file uses some of this")]

use std::collections::BTreeSet;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};

const SCHEMAS: [(&str, &str); 4] = [
    (
        "reference",
        include_str!("../../../docs/reference.schema.json"),
    ),
    ("explain", include_str!("../../../docs/explain.schema.json")),
    ("scan", include_str!("../../../docs/scan.schema.json")),
    (
        "annotate",
        include_str!("../../../docs/annotate.schema.json"),
    ),
];

pub(crate) struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
    root: Value,
}

impl Schema {
    /// Returns the schema of the reference.
    pub(crate) fn new() -> Self {
        Self::of("reference")
    }

    /// Returns the schema of what a command prints.
    pub(crate) fn of(command: &str) -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.enable_format_assertions();
        let mut root = Value::Null;
        // One can refer to another.
        for (name, schema) in SCHEMAS {
            let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
            if name == command {
                root = schema.clone();
            }
            let added = compiler.add_resource(&format!("{name}.schema.json"), schema);
            added.expect("the schema has a name");
        }
        let index = compiler.compile(&format!("{command}.schema.json"), &mut schemas);
        Self {
            index: index.expect("the schema is one of draft 07"),
            schemas,
            root,
        }
    }

    /// Checks that a reference is valid.
    #[track_caller]
    pub(crate) fn check(&self, reference: &Value) {
        if let Err(error) = self.schemas.validate(reference, self.index) {
            panic!("{error:#}");
        }
    }

    pub(crate) fn accepts(&self, reference: &Value) -> bool {
        self.schemas.validate(reference, self.index).is_ok()
    }

    /// Checks that a reference with every key is valid, and nothing that differs from it in its keys
    /// or types.
    #[track_caller]
    pub(crate) fn check_exactly(&self, reference: &Value) {
        self.check(reference);
        let mut objects = Vec::new();
        self.objects(reference, &self.root, String::new(), &mut objects);
        for (pointer, schema) in &objects {
            let changed = |change: &dyn Fn(&mut Value)| {
                let mut changed = reference.clone();
                change(changed.pointer_mut(pointer).expect("an object"));
                self.accepts(&changed)
            };
            assert!(!changed(&|it| it["unknown"] = json!(null)), "{pointer}");
            let required = schema["required"].as_array().expect("an array");
            for key in keys(reference.pointer(pointer).expect("an object")) {
                let is_valid = changed(&|it| drop(it.as_object_mut().map(|it| it.remove(key))));
                let is_required = required.iter().any(|it| it == key);
                assert_eq!(is_valid, !is_required, "{pointer} without {key}");
                assert!(!changed(&|it| it[key] = json!(1.5)), "{pointer}/{key}");
            }
        }
        // Objects of the same schema can have different keys.
        let mut missing = BTreeSet::new();
        for (_, schema) in &objects {
            for (key, property) in schema["properties"].as_object().expect("an object") {
                let description = property["description"].as_str().unwrap_or_default();
                assert!(description.ends_with('.'), "{key}: {description}");
                missing.insert((schema.to_string(), key.as_str()));
            }
        }
        for (pointer, schema) in &objects {
            for key in keys(reference.pointer(pointer).expect("an object")) {
                missing.remove(&(schema.to_string(), key));
            }
        }
        assert_eq!(missing, BTreeSet::new(), "no object has them");
    }

    /// Finds the pointers of all objects, with the schema of each.
    fn objects(
        &self,
        value: &Value,
        schema: &Value,
        pointer: String,
        found: &mut Vec<(String, Value)>,
    ) {
        let schema = self.resolved(schema);
        match value {
            Value::Object(members) => {
                for (key, member) in members {
                    let pointer = format!("{pointer}/{key}");
                    self.objects(member, &schema["properties"][key], pointer, found);
                }
                found.push((pointer, schema.clone()));
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let pointer = format!("{pointer}/{index}");
                    self.objects(item, &schema["items"], pointer, found);
                }
            }
            _ => {}
        }
    }

    /// Returns what a reference to a schema, or to one or `null`, refers to.
    fn resolved<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let schema = schema["oneOf"].get(0).unwrap_or(schema);
        let pointer = schema["$ref"].as_str().and_then(|it| it.strip_prefix('#'));
        pointer.map_or(schema, |it| self.root.pointer(it).expect("a definition"))
    }
}

fn keys(object: &Value) -> impl Iterator<Item = &str> {
    let object = object.as_object().expect("an object");
    object.keys().map(String::as_str)
}
