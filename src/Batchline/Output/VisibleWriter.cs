using System.Text;

namespace Batchline.Output;

/// <summary>Writes to a terminal. Characters that could control it are replaced, but line breaks are kept.</summary>
internal sealed class VisibleWriter : TextWriter
{
    private readonly TextWriter _terminal;

    private VisibleWriter(TextWriter terminal)
        : base(terminal.FormatProvider) => _terminal = terminal;

    public static TextWriter Over(TextWriter terminal) => new VisibleWriter(terminal);

    public override Encoding Encoding => _terminal.Encoding;

    public override void Write(char value)
    {
        // The other half of a Windows line break.
        if (value != '\r')
            _terminal.Write(VisibleText.Shown(value, breaks: true));
    }

    public override void Write(string? value) => _terminal.Write(Visible(value));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    public override Task WriteAsync(char value) => _terminal.WriteAsync(Visible(value.ToString()));

    public override Task WriteAsync(string? value) => _terminal.WriteAsync(Visible(value));

    public override Task WriteAsync(char[] buffer, int index, int count) => WriteAsync(new string(buffer, index, count));

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) =>
        _terminal.WriteAsync(Visible(new string(buffer.Span)).AsMemory(), cancellationToken);

    public override Task WriteLineAsync() => _terminal.WriteLineAsync();

    public override Task WriteLineAsync(string? value) => _terminal.WriteLineAsync(Visible(value));

    public override void Flush() => _terminal.Flush();

    public override Task FlushAsync() => _terminal.FlushAsync();

    private static string Visible(string? value) => VisibleText.Lines((value ?? "").Replace("\r", "", StringComparison.Ordinal));
}
