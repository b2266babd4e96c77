using System.Net;

namespace Batchline.Workiz.Sending;

/// <summary>An empty body that can be written once. A GET on a pooled connection that closes before any answer is sent
/// again by SocketsHttpHandler, up to four times and without a word, which would break the pace. A request with a body
/// that has been written is not; should a later .NET try, writing it again throws before anything leaves. It is written
/// when the connection is open and before the headers leave: that is when <paramref name="leave"/> is asked.</summary>
internal sealed class OneSendContent(Func<bool> leave) : HttpContent
{
    private bool written;

    /// <summary>It was asked to leave too late: nothing was sent.</summary>
    public bool StayedBehind { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (written)
            throw new IOException("The request was sent once; it is not sent again.");
        written = true;
        StayedBehind = !leave();
        if (StayedBehind)
            throw new IOException("The time for the request was over; nothing was sent.");
        return Task.CompletedTask;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }
}
