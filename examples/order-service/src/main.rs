//! A service whose responses have the keys `errno` and `errmsg`, and a client of it.

mod codes;

use std::error::Error;

use axum::extract::Path;
use axum::routing::get;
use axum::{Json, Router};
use codes::OrderCode;
use commsease_status::Response;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let service = Router::new().route("/order/{article}", get(order));
    tokio::spawn(async move { axum::serve(listener, service).await });
    for article in ["tea", "mate"] {
        let mut stream = TcpStream::connect(address).await?;
        let request = format!("GET /order/{article} HTTP/1.0\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let mut response = String::new();
        stream.read_to_string(&mut response).await?;
        let (_, body) = response.split_once("\r\n\r\n").ok_or("no body")?;
        println!("{article}: {}", outcome(body)?);
    }
    Ok(())
}

/// Orders an article, and returns the response body.
async fn order(Path(article): Path<String>) -> Json<Value> {
    Json(match article.as_str() {
        "tea" => json!({ "errno": OrderCode::Accepted }),
        _ => json!({
            "errno": OrderCode::OutOfStock,
            "errmsg": format!("Article {article} is out of stock."),
        }),
    })
}

/// Returns what the sender of the order sees.
fn outcome(body: &str) -> serde_json::Result<String> {
    let response: Response<OrderCode> = serde_json::from_str(body)?;
    Ok(match response.into_result() {
        Ok(_) => String::from("ordered"),
        Err(failure) => failure.to_string(),
    })
}
