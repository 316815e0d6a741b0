//! The behavior of generated enums, written once for all tables.

/// Includes the code that [`codegen::compile`] generated in the build script.
///
/// The argument is the file name of the table without `.toml`. Include each table in a module of
/// its own, because each one generates its own `Category`, `Area`, `Platform`, and `Source`.
///
/// ```ignore
/// mod codes {
///     commsease_status::include_codes!("codes");
/// }
/// ```
///
/// A crate that renames the dependency uses its name for it, here and in the build script.
///
/// See [Your own codes](crate::your_own_codes) for a tutorial.
///
/// [`codegen::compile`]: https://docs.rs/commsease-status/latest/commsease_status/codegen/fn.compile.html
#[macro_export]
macro_rules! include_codes {
    ($table:literal) => {
        // Generated code refers to this library by its name, also where a crate renames it.
        use $crate::__private::commsease_status;
        // The variable is that of `src/generator/compile.rs`.
        ::core::include!(::core::env!(
            ::core::concat!("COMMSEASE_STATUS_CODES_", $table),
            ::core::concat!(
                "no build script compiled `",
                $table,
                ".toml`: call `commsease_status::codegen::compile` with its path in `build.rs`"
            )
        ));
    };
}

/// Implements the methods and traits of a generated enum.
///
/// Where it is called, the constants `INDEX`, `NAME_INDEX`, `TABLE`, and `LANGUAGES`, the statics `NAMES` and
/// `SUMMARIES`, and the function `variant` are those of the table. `INDEX` and `NAME_INDEX` are apart
/// from `TABLE` so that unused data is not linked.
#[doc(hidden)]
#[macro_export]
macro_rules! __status {
    ($Status:ident, $variants:expr) => {
        impl $Status {
            /// Returns the variant for a numeric code, or `None` if the code is unknown.
            // Inlined into a loop, its conditional move would become a mispredicted branch.
            #[inline(never)]
            pub const fn from_code(code: i32) -> ::core::option::Option<Self> {
                let status = variant(INDEX.row(code));
                if status as i32 == code {
                    ::core::option::Option::Some(status)
                } else {
                    ::core::option::Option::None
                }
            }

            /// Returns the variant with the given variant name or SDK identifier, or `None` if
            /// there is none.
            pub fn from_name(name: &str) -> ::core::option::Option<Self> {
                NAME_INDEX.row(name).map(variant)
            }

            /// Returns the numeric code of the variant.
            #[inline]
            pub const fn code(self) -> i32 {
                self as i32
            }

            /// Returns the name of the variant.
            #[inline]
            pub const fn name(self) -> &'static str {
                INDEX.string(&NAMES, self as i32)
            }

            /// Returns what the code means, in one sentence.
            #[inline]
            pub const fn summary(self) -> &'static str {
                INDEX.string(&SUMMARIES, self as i32)
            }

            /// Returns what the code means, in a language.
            #[inline]
            pub const fn summary_in(self, language: $crate::Language<Self>) -> &'static str {
                if language.summaries().is_empty() {
                    self.summary()
                } else {
                    INDEX.string(language.summaries(), self as i32)
                }
            }

            /// Returns the category of the code, such as `NotFound`.
            #[inline]
            pub const fn category(self) -> <Self as $crate::Schema>::Category {
                TABLE.entry(self as i32).category
            }

            /// Returns the part of the service that the code comes from.
            #[inline]
            pub const fn area(self) -> <Self as $crate::Schema>::Area {
                TABLE.entry(self as i32).area
            }

            /// Returns whether the request succeeded, partially succeeded, or failed.
            #[inline]
            pub const fn outcome(self) -> $crate::Outcome {
                TABLE.entry(self as i32).outcome
            }

            /// Returns the retry advice for the code. A cause can refine it: see
            /// [`Cause::retry`]($crate::Cause::retry).
            #[inline]
            pub const fn retry(self) -> $crate::Retry {
                TABLE.entry(self as i32).retry
            }

            /// Returns the documented causes of the code; empty if there are none.
            #[inline]
            pub const fn causes(self) -> &'static [$crate::Cause<Self>] {
                TABLE.details(self as i32).causes.of(TABLE.causes)
            }

            /// Returns the platform-specific meanings of the code.
            #[inline]
            pub const fn meanings(self) -> &'static [$crate::Meaning<Self>] {
                TABLE.details(self as i32).meanings.of(TABLE.meanings)
            }

            /// Returns the meaning of the code on `platform` or, failing that, on its parent
            /// platform or on the one that succeeds it. Returns `None` if none of them redefines the
            /// code.
            pub fn meaning_on(
                self,
                platform: <Self as $crate::Schema>::Platform,
            ) -> ::core::option::Option<&'static $crate::Meaning<Self>> {
                $crate::Status::meaning_on(self, platform)
            }

            /// Returns the SDK identifiers of the code, including those of its meanings.
            #[inline]
            pub const fn sdk_names(self) -> &'static [&'static str] {
                TABLE
                    .entry(self as i32)
                    .sdk_names
                    .of(<Self as $crate::Schema>::SDK_NAMES)
            }

            /// Returns SDK identifiers of the code that [`from_name`](Self::from_name) resolves to a
            /// different code.
            #[inline]
            pub const fn shared_sdk_names(self) -> &'static [&'static str] {
                TABLE
                    .details(self as i32)
                    .shared_sdk_names
                    .of(<Self as $crate::Schema>::STRINGS)
            }

            /// Returns the codes with the same meaning in other parts of the service.
            #[inline]
            pub const fn see_also(self) -> &'static [i32] {
                TABLE.details(self as i32).see_also.of(TABLE.see_also)
            }

            /// Returns the sources that document the code.
            #[inline]
            pub const fn sources(self) -> &'static [<Self as $crate::Schema>::Source] {
                TABLE
                    .details(self as i32)
                    .sources
                    .of(<Self as $crate::Schema>::SOURCES)
            }

            /// Returns the deprecation notice, if the code is deprecated.
            #[inline]
            pub const fn deprecation(self) -> ::core::option::Option<&'static $crate::Deprecation> {
                TABLE.details(self as i32).deprecation
            }

            /// Diagnoses a code and the error message that came with it.
            pub fn diagnose(
                code: i32,
                message: ::core::option::Option<&str>,
            ) -> $crate::Diagnosis<'_, Self> {
                $crate::Diagnosis::new(code, message)
            }
        }

        impl $crate::Status for $Status {
            const TABLE: $crate::__private::Table<Self> = TABLE;
            const VARIANTS: &'static [Self] = $variants;
            const LANGUAGES: &'static [$crate::Language<Self>] = LANGUAGES;

            fn code(self) -> i32 {
                self.code()
            }

            fn from_code(code: i32) -> ::core::option::Option<Self> {
                Self::from_code(code)
            }

            fn from_name(name: &str) -> ::core::option::Option<Self> {
                Self::from_name(name)
            }
        }

        $crate::__status_traits!($Status);
    };
}

/// Evaluates to an array of all variants, given the function from rows to variants.
#[doc(hidden)]
#[macro_export]
macro_rules! __variants {
    ($variant:path, $count:literal) => {{
        let mut variants = [$variant(0); $count];
        let mut row = 1;
        while row < $count {
            variants[row] = $variant(row);
            row += 1;
        }
        variants
    }};
}

/// Implements the traits of the standard library and of serde for a generated enum.
#[doc(hidden)]
#[macro_export]
macro_rules! __status_traits {
    ($Status:ident) => {
        /// Formats the name. A derived implementation would add minutes to the build of a large
        /// table.
        impl ::core::fmt::Debug for $Status {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.name())
            }
        }

        /// Formats the name, which `FromStr` parses.
        impl ::core::fmt::Display for $Status {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.name())
            }
        }

        /// Parses a variant name, an SDK identifier, or a numeric code.
        impl ::core::str::FromStr for $Status {
            type Err = $crate::ParseStatusError;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::ParseStatusError> {
                let notation = <Self as $crate::Status>::notation();
                let from_code = || notation.parse(text).and_then(Self::from_code);
                Self::from_name(text)
                    .or_else(from_code)
                    .ok_or($crate::ParseStatusError::new())
            }
        }

        impl ::core::convert::TryFrom<i32> for $Status {
            type Error = $crate::UnknownCode;

            fn try_from(code: i32) -> ::core::result::Result<Self, $crate::UnknownCode> {
                Self::from_code(code).ok_or($crate::UnknownCode::new(code))
            }
        }

        impl ::core::convert::From<$Status> for i32 {
            fn from(status: $Status) -> i32 {
                status.code()
            }
        }

        impl ::core::cmp::PartialEq<$crate::Code<$Status>> for $Status {
            fn eq(&self, other: &$crate::Code<$Status>) -> bool {
                other == self
            }
        }

        $crate::__serialize_as_code!($Status);
    };
}

// Generated code cannot know whether this crate has the feature `serde`, so it always calls these.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serialize_as_id {
    ($Type:ident) => {};
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serialize_as_code {
    ($Status:ident) => {};
}
