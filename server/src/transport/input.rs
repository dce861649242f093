//! The client's messages, until the session ends: then the input does, whether or not the client has
//! closed its end.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Fuse};
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::Notify;

/// A reader that another part can end.
pub(super) struct Input<R> {
    inner: R,
    end: Fuse<BoxFuture<'static, ()>>,
    ended: bool,
}

impl<R> Input<R> {
    pub(super) fn new(inner: R, end: Arc<Notify>) -> Self {
        Self { inner, end: end.notified_owned().boxed().fuse(), ended: false }
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for Input<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.ended || Pin::new(&mut self.end).poll(cx).is_ready() {
            self.ended = true;
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.inner).poll_read(cx, buffer)
    }
}
