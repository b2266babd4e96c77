using Batchline.IntegrationTests.Programs;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Settings;
using Batchline.Settings.Sections;
using Batchline.Simulator;
using Batchline.Start;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Batchline.IntegrationTests.Clocks;

/// <summary>The program without its web server, with a clock of its own.</summary>
internal sealed class ClockNode(IHost host) : IAsyncDisposable
{
    public static async Task<ClockNode> StartAsync(MongoStageStore store, WorkizSimulator workiz, TimeSpan lease, TimeSpan interval, TimeSpan ahead)
    {
        var settings = store.Settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        settings["Store:Provider"] = "Mongo";
        settings["Store:ConnectionString"] = settings["MONGODB_URI"];
        settings.Remove("MONGODB_URI");
        settings["Workiz:BaseUrl"] = workiz.BaseUrl.ToString();
        settings["Workiz:MinInterval"] = $"{interval}";
        settings["Workiz:RequestTimeout"] = "00:00:01";
        settings["Process:LeaseDuration"] = $"{lease}";
        var configuration = BatchlineConfiguration.Of(settings);
        var startup = StartupSettings.Load(configuration);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services
            .AddProgram(configuration, startup)
            .AddSingleton<TimeProvider>(new ShiftedClock(ahead))
            .AddDrivers(HostingMode.Worker);
        var node = new ClockNode(builder.Build());
        await node.StartAsync();
        return node;
    }

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private Task StartAsync() => host.StartAsync(TestContext.Current.CancellationToken);
}
