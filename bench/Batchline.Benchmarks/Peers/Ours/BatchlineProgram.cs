using Batchline.Benchmarks.Served;

namespace Batchline.Benchmarks.Peers.Ours;

/// <summary>The program as a process; asked over its API.</summary>
internal sealed class BatchlineProgram(Func<Task<ServedProgram>> start) : IPeerProgram
{
    private ServedProgram? _program;

    public async Task StartAsync() => _program = await start();

    public async Task BeginAsync()
    {
        using var client = new ProgramClient(_program!.Port);
        await client.BeginAsync("each");
    }

    public async Task KillAsync()
    {
        if (_program is not null)
            await _program.DisposeAsync();
        _program = null;
    }

    public TimeSpan Processor() => _program?.Use().Processor ?? TimeSpan.Zero;

    public async ValueTask DisposeAsync() => await KillAsync();
}
