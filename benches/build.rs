//! Generates two kinds of code for each table: that of this library, and that of its peers.

#[path = "src/codes.rs"]
pub mod codes;
#[path = "src/synthetic.rs"]
pub mod synthetic;

use std::error::Error;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::{env, fs};

use commsease_status::codegen::generate;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use self::codes::{Code, derived};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/codes.rs");
    println!("cargo::rerun-if-changed=src/synthetic.rs");
    println!("cargo::rerun-if-changed=../codes.toml");
    println!("cargo::rustc-check-cfg=cfg(large)");
    let folder = PathBuf::from(env::var_os("OUT_DIR").ok_or("Cargo sets OUT_DIR")?);
    peers(&folder, "shipped", &fs::read_to_string("../codes.toml")?)?;
    both(&folder, "300", &synthetic::table(300))?;
    both(&folder, "1000", &synthetic::table(1000))?;
    both(&folder, "spread", &synthetic::spread_table(1000))?;
    // The peers take minutes and gigabytes for this table, so a debug build does without it.
    if env::var("PROFILE")? == "release" {
        println!("cargo::rustc-cfg=large");
        both(&folder, "10000", &synthetic::table(10_000))?;
    }
    Ok(())
}

fn both(folder: &Path, name: &str, table: &str) -> Result<()> {
    let generated =
        generate(table.as_bytes()).map_err(|error| error.render(table.as_bytes(), "table"))?;
    fs::write(folder.join(format!("ours_{name}.rs")), generated.code())?;
    peers(folder, name, table)
}

fn peers(folder: &Path, name: &str, table: &str) -> Result<()> {
    let codes = Code::of(table)?;
    let special = if codes.len() <= MAX_FOR_ALL {
        let variant = |code: &Code| {
            let variant = code.variant();
            quote!(Derived::#variant)
        };
        let derive = derived(
            &codes,
            &quote!(#[derive(strum::EnumString, strum::FromRepr)]),
        );
        let (names, phf) = (match_name(&codes), strum_phf(&codes));
        let hashed = hashed(&codes, &quote!(Derived), variant)?;
        quote!(#derive #names #phf #hashed)
    } else {
        let derive = derived(&codes, &quote!());
        let hashed = hashed(&codes, &quote!(i32), |code| {
            code.number().into_token_stream()
        })?;
        quote!(#derive #hashed)
    };
    let parts = [
        special,
        rows(&codes),
        match_code(&codes),
        match_summary(&codes),
        hashed_summaries(&codes)?,
        match_message(&codes),
    ];
    let code = quote!(#(#parts)*).to_string();
    fs::write(folder.join(format!("peers_{name}.rs")), code)?;
    Ok(())
}

/// With more codes than this, the compiler takes minutes for the code of some peers.
const MAX_FOR_ALL: usize = 1000;

/// Returns the name and the SDK identifiers of a code.
fn names(code: &Code) -> impl Iterator<Item = &str> {
    std::iter::once(code.name.as_str()).chain(code.sdk.iter().map(String::as_str))
}

fn match_code(codes: &[Code]) -> TokenStream {
    let numbers = codes.iter().map(Code::number);
    let variants = codes.iter().map(Code::variant);
    quote! {
        pub fn match_code(code: i32) -> Option<Derived> {
            match code { #(#numbers => Some(Derived::#variants),)* _ => None }
        }
    }
}

fn match_summary(codes: &[Code]) -> TokenStream {
    let variants = codes.iter().map(Code::variant);
    let summaries = codes.iter().map(|code| &code.summary);
    quote! {
        pub fn match_summary(status: Derived) -> &'static str {
            match status { #(Derived::#variants => #summaries),* }
        }
    }
}

fn match_name(codes: &[Code]) -> TokenStream {
    let arms = codes.iter().map(|code| {
        let (names, variant) = (names(code), code.variant());
        quote!(#(#names)|* => Some(Derived::#variant))
    });
    quote! {
        pub fn match_name(name: &str) -> Option<Derived> {
            match name { #(#arms,)* _ => None }
        }
    }
}

/// Returns the function that people write to find the cause of an error message. It returns the
/// index of the cause.
fn match_message(codes: &[Code]) -> TokenStream {
    let arms = codes.iter().filter(|code| !code.causes.is_empty());
    let arms = arms.map(|code| {
        let number = code.number();
        let causes = code.causes.iter().enumerate();
        let conditions = causes.flat_map(|(index, cause)| {
            let conditions = cause.patterns.iter().map(|pattern| condition(pattern));
            conditions.map(move |condition| quote!(if #condition { return Some(#index); }))
        });
        quote!(#number => { #(#conditions)* None })
    });
    quote! {
        pub fn match_message(code: i32, message: &str) -> Option<usize> {
            match code { #(#arms)* _ => None }
        }
    }
}

/// Returns the comparison of a message with the text before the first placeholder and after the
/// last one.
fn condition(pattern: &str) -> TokenStream {
    let prefix = pattern.split('{').next().unwrap_or_default();
    let suffix = pattern.rsplit('}').next().unwrap_or_default();
    match (prefix, suffix) {
        ("", suffix) => quote!(message.ends_with(#suffix)),
        (prefix, suffix) if suffix.is_empty() || prefix == pattern => {
            quote!(message.starts_with(#prefix))
        }
        (prefix, suffix) => quote!(message.starts_with(#prefix) && message.ends_with(#suffix)),
    }
}

/// Returns what maps and sorted lists are made of when the program starts. It has codes in place of
/// variants, because rustc resolves each enum value in a static by a linear search.
fn rows(codes: &[Code]) -> TokenStream {
    let rows = codes.iter().map(|code| {
        let (number, summary, names) = (code.number(), &code.summary, names(code));
        quote!((#number, #summary, &[#(#names),*]))
    });
    quote!(pub static ROWS: &[(i32, &str, &[&str])] = &[#(#rows),*];)
}

/// Returns the enum that strum parses with a perfect hash.
fn strum_phf(codes: &[Code]) -> TokenStream {
    let variants = codes.iter().map(|code| {
        let (variant, number) = (code.variant(), code.number());
        let (name, identifiers) = (&code.name, &code.sdk);
        quote!(#[strum(to_string = #name #(, serialize = #identifiers)*)] #variant = #number)
    });
    quote! {
        #[derive(Clone, Copy, strum::EnumString)]
        #[strum(use_phf)]
        #[repr(i32)]
        pub enum Phf { #(#variants),* }
    }
}

/// Returns the maps that phf, hashify, and frozen-collections make at compile time from codes and
/// names to values.
fn hashed(
    codes: &[Code],
    ty: &TokenStream,
    value: impl Fn(&Code) -> TokenStream,
) -> Result<TokenStream> {
    let mut by_code = phf_codegen::Map::new();
    let mut by_name = phf_codegen::Map::new();
    let (mut numbers, mut keys, mut code_values) = (Vec::new(), Vec::new(), Vec::new());
    let (mut all_names, mut name_values) = (Vec::new(), Vec::new());
    for code in codes {
        let value = value(code);
        for name in names(code) {
            by_name.entry(name, value.to_string());
            all_names.push(name);
            name_values.push(value.clone());
        }
        by_code.entry(code.code, value.to_string());
        numbers.push(Literal::i32_suffixed(code.code));
        keys.push(unsigned(code));
        code_values.push(value);
    }
    let (by_code, by_name) = (tokens(by_code.build())?, tokens(by_name.build())?);
    Ok(quote! {
        pub type Hashed = #ty;
        pub static PHF_CODE: phf::Map<i32, #ty> = #by_code;
        pub static PHF_NAME: phf::Map<&str, #ty> = #by_name;
        pub fn hashify_code(code: i32) -> Option<#ty> {
            hashify::map! { code.to_be_bytes(), #ty, #(#numbers => #code_values),* }.copied()
        }
        pub fn hashify_name(name: &str) -> Option<#ty> {
            hashify::map! { name.as_bytes(), #ty, #(#all_names => #name_values),* }.copied()
        }
        use frozen_collections::{fz_scalar_map, fz_string_map};
        fz_scalar_map!(static FROZEN_CODE: FrozenCode<u32, #ty>, { #(#keys: #code_values),* });
        fz_string_map!(static FROZEN_NAME: FrozenName<&'static str, #ty>, {
            #(#all_names: #name_values),*
        });
        pub fn frozen_code(code: i32) -> Option<#ty> {
            FROZEN_CODE.get(&code.cast_unsigned()).copied()
        }
        pub fn frozen_name(name: &str) -> Option<#ty> {
            FROZEN_NAME.get(name).copied()
        }
    })
}

/// Returns the maps that phf and frozen-collections make at compile time from codes to summaries.
fn hashed_summaries(codes: &[Code]) -> Result<TokenStream> {
    let mut map = phf_codegen::Map::new();
    let keys = codes.iter().map(unsigned);
    let texts = codes.iter().map(|code| &code.summary);
    for code in codes {
        map.entry(code.code, format!("{:?}", code.summary));
    }
    let summaries = tokens(map.build())?;
    Ok(quote! {
        pub static PHF_SUMMARY: phf::Map<i32, &str> = #summaries;
        frozen_collections::fz_scalar_map!(
            static FROZEN_SUMMARY: FrozenSummary<u32, &'static str>,
            { #(#keys: #texts),* }
        );
        pub fn frozen_summary(code: i32) -> Option<&'static str> {
            FROZEN_SUMMARY.get(&code.cast_unsigned()).copied()
        }
    })
}

/// Returns a code as frozen-collections takes it: a negative number is not a literal.
fn unsigned(code: &Code) -> Literal {
    Literal::u32_suffixed(code.code.cast_unsigned())
}

fn tokens(code: impl Display) -> Result<TokenStream> {
    Ok(code.to_string().parse()?)
}
