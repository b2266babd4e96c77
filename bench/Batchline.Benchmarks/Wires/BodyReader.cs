namespace Batchline.Benchmarks.Wires;

/// <summary>Knows where the body of an answer ends, and keeps none of it.</summary>
internal sealed class BodyReader
{
    private bool _chunked;
    private bool _lastChunk;
    private bool _emptyLine;
    private long _left;
    private long _size;

    public bool Done { get; private set; }

    public long Bytes { get; private set; }

    public void Begin(bool chunked, long length)
    {
        (_chunked, _lastChunk, _emptyLine, _left, _size, Bytes) = (chunked, false, true, chunked ? 0 : length, 0, 0);
        Done = !chunked && length == 0;
    }

    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !Done)
        {
            if (_left == 0)
            {
                TakeOfLine(bytes[0]);
                bytes = bytes[1..];
                continue;
            }
            var taken = (int)Math.Min(_left, bytes.Length);
            (_left, Bytes) = (_left - taken, Bytes + taken);
            bytes = bytes[taken..];
            Done = !_chunked && _left == 0;
        }
    }

    /// <summary>A line holds the size of a chunk; an empty one ends a chunk, or the body behind the chunk of size 0.</summary>
    private void TakeOfLine(byte next)
    {
        if (next == '\r')
            return;
        if (next != '\n')
        {
            (_size, _emptyLine) = ((_size * 16) + Convert.ToInt32(((char)next).ToString(), 16), false);
            return;
        }
        Done = _emptyLine && _lastChunk;
        _lastChunk |= !_emptyLine && _size == 0;
        (_left, _size, _emptyLine) = (_size, 0, true);
    }
}
