using System.Net;

namespace Batchline.Workiz.Sending;

/// <summary>An empty body that can be written only once. SocketsHttpHandler silently sends a GET again, up to four times, if its
/// pooled connection closes before any answer, which would break the pace. It does not repeat a request whose body has been
/// written; if a later .NET tries, the second write throws before anything is sent. The body is written when the
/// connection is open and before the headers are sent, which is when <paramref name="leave"/> is called.</summary>
internal sealed class OneSendContent(Func<bool> leave) : HttpContent
{
    private bool written;

    /// <summary>It was too late for the request to leave: nothing was sent.</summary>
    public bool WasTooLate { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (written)
            throw new IOException("The request was sent once; it is not sent again.");
        written = true;
        WasTooLate = !leave();
        if (WasTooLate)
            throw new IOException("The time for the request was over; nothing was sent.");
        return Task.CompletedTask;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }
}
