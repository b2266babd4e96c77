namespace Batchline.Benchmarks.Served;

/// <summary>How the program ended.</summary>
/// <param name="ExitCode">Null: it did not end when it was asked to, and was killed.</param>
/// <param name="Took">From SIGTERM on; null: it had ended by itself before.</param>
internal sealed record ProgramEnd(int? ExitCode, TimeSpan? Took)
{
    public override string ToString() => this switch
    {
        { Took: null } => $"ended by itself with code {ExitCode}",
        { ExitCode: null } => $"did not end within {Took.Value.TotalSeconds:0} s of SIGTERM",
        _ => $"ended {Took.Value.TotalSeconds:0.0} s after SIGTERM",
    };
}
