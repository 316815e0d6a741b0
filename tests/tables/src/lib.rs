//! Tables of several kinds in one crate, each in a module of its own. Generated code needs neither
//! `std` nor an allocator, and causes no warning.

#![no_std]
#![deny(warnings, missing_docs)]

/// A table with every key.
pub mod app {
    commsease_status::include_codes!("app");
}

/// A table that extends the table of the library.
pub mod callback {
    commsease_status::include_codes!("callback");
}

/// A table whose responses have other keys, and whose logs have another form.
pub mod gateway {
    commsease_status::include_codes!("gateway");
}

/// Result codes of COM, which are negative, and both ends of `i32`.
pub mod hresult {
    commsease_status::include_codes!("hresult");
}

/// The registry of HTTP status codes.
pub mod http {
    commsease_status::include_codes!("http");
}

/// A table with texts for end users in several languages.
pub mod shop {
    commsease_status::include_codes!("shop");
}

/// The smallest table: it declares no vocabulary.
pub mod smallest {
    commsease_status::include_codes!("smallest");
}

/// Codes that are spread over all of `i32`.
pub mod spread {
    commsease_status::include_codes!("spread");
}

/// A table with 99 ids in each vocabulary.
pub mod vocabulary {
    commsease_status::include_codes!("vocabulary");
}

/// The error codes of Windows: more than three thousand.
pub mod windows {
    commsease_status::include_codes!("windows");
}

/// The table of [`app`], with names for the enum that are also names of other types.
pub mod hostile {
    /// The enum is named `Cause`.
    pub mod cause {
        commsease_status::include_codes!("cause");
    }

    /// The enum is named `Code`.
    pub mod code {
        commsease_status::include_codes!("code");
    }

    /// The enum is named `Diagnosis`.
    pub mod diagnosis {
        commsease_status::include_codes!("diagnosis");
    }

    /// The enum is named `Option`.
    pub mod option {
        commsease_status::include_codes!("option");
    }

    /// The enum is named `Outcome`.
    pub mod outcome {
        commsease_status::include_codes!("outcome");
    }

    /// The enum is named `Retry`.
    pub mod retry {
        commsease_status::include_codes!("retry");
    }

    /// The enum is named `Status`.
    pub mod status {
        commsease_status::include_codes!("status");
    }

    /// The enum is named `Table`.
    pub mod table {
        commsease_status::include_codes!("table");
    }
}
