namespace Batchline.Benchmarks.Peers.OnRedis;

/// <summary>The process of Node together with its Redis, which outlives it.</summary>
internal sealed class BullMqProgram(ChildProgram node, RedisServer redis) : IPeerProgram
{
    public Task StartAsync() => node.StartAsync();

    public Task BeginAsync() => node.BeginAsync();

    public Task KillAsync() => node.KillAsync();

    public TimeSpan Processor() => node.Processor() + redis.Processor();

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        redis.Dispose();
    }
}
