using System.Net;

namespace Batchline.Workiz.Sending;

/// <summary>An empty body that can be written once. A GET on a pooled connection that closes before any answer is sent
/// again by SocketsHttpHandler, up to four times and without a word, which would break the pace. A request with a body
/// that has been written is not; should a later .NET try, writing it again throws before anything leaves.</summary>
internal sealed class OneSendContent : HttpContent
{
    private bool written;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (written)
            throw new IOException("The request was sent once; it is not sent again.");
        written = true;
        return Task.CompletedTask;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }
}
