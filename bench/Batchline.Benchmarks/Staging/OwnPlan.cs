using System.Diagnostics;
using Batchline.Benchmarks.Reporting;
using Batchline.Engine.Operations;
using Batchline.Engine.Workiz;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.Benchmarks.Staging;

/// <summary>The program plans all accounts; nothing is asked of Workiz.</summary>
internal static class OwnPlan
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:1/");

    public static Task<Stage> OpenAsync(DataFolder data) => Stage.SetAsync(
        data, Nowhere, TimeSpan.FromSeconds(1), services => services.AddSingleton<IWorkizApi>(CannedWorkiz.Closed()));

    /// <returns>From the start of the operation until the last account is planned.</returns>
    public static async Task<TimeSpan> RunAsync(DataFolder data, int accounts)
    {
        await using var stage = await OpenAsync(data);
        var states = stage.Get<IAccountStateReader>();
        var begun = Stopwatch.GetTimestamp();
        var operation = await stage.BeginAsync();
        while (!(await states.ListAsync(operation, null, null, accounts, default)).All(state => state.Planned))
            await Task.Delay(20);
        return Stopwatch.GetElapsedTime(begun);
    }
}
