using Batchline.Benchmarks.Reporting;
using Batchline.Engine.Drivers;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Settings;
using Batchline.Settings.Sections;
using Batchline.Start;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Batchline.Benchmarks.Staging;

/// <summary>The program without its web server: store, engine and worker, put together as it does.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);
    private readonly IHost _host;

    private Stage(IHost host) => _host = host;

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <param name="replace">Puts something else in place of a service.</param>
    /// <param name="database">Settings of another database than the embedded one.</param>
    public static async Task<Stage> SetAsync(
        DataFolder data, Uri workiz, TimeSpan interval, Action<IServiceCollection>? replace = null, IReadOnlyDictionary<string, string>? database = null)
    {
        var configuration = BatchlineConfiguration.Of(
        [
            new("Store:DataDirectory", data.Path),
            new("Workiz:BaseUrl", workiz.ToString()),
            new("Workiz:MinInterval", interval.ToString("c")),
            .. (database ?? new Dictionary<string, string>()).Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)),
        ]);
        var settings = StartupSettings.Load(configuration);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddProgram(configuration, settings).AddDrivers(HostingMode.Worker);
        replace?.Invoke(builder.Services);
        var stage = new Stage(builder.Build());
        await stage._host.StartAsync();
        return stage;
    }

    public async Task<OperationId> BeginAsync()
    {
        var started = await Get<OperationStarter>().StartAsync(new StartRequest { Strategy = Strategy.Each }, default);
        Get<WorkSignal>().Raise();
        return ((StartResult.Started)started).Operation.Id;
    }

    public async Task<Operation> EndAsync(OperationId id)
    {
        var operations = Get<IOperationStore>();
        while (true)
        {
            if (await operations.GetAsync(id, default) is { } operation && OperationTransitions.IsTerminal(operation.Status))
            {
                return operation.Status == OperationStatus.Completed
                    ? operation
                    : throw new InvalidOperationException($"The operation ended as {operation.Status}.");
            }
            await Task.Delay(Look);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }
}
