//! demarche
#![forbid(unsafe_code)]
pub mod cli;
pub mod config;
pub mod dataset;
pub mod diagnostic;
pub mod export;
pub mod index;
pub mod lens;
pub mod model;
pub mod names;
pub mod plain;
pub mod query;
pub mod selection;
pub mod tui;
pub mod workspace;
