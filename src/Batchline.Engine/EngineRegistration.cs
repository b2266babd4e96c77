using Batchline.Engine.Batches;
using Batchline.Engine.Chores;
using Batchline.Engine.Doors;
using Batchline.Engine.Drivers;
using Batchline.Engine.Failures;
using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Leadership;
using Batchline.Engine.Leases;
using Batchline.Engine.Operations.End;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Progress;
using Batchline.Engine.Records;
using Batchline.Engine.Sending;
using Batchline.Engine.Slices;
using Batchline.Engine.Slices.Context;
using Batchline.Engine.Slices.Steps;
using Batchline.Engine.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Batchline.Engine;

/// <summary>
/// Registers the engine. The stores, the Workiz API, and the account keys are registered by their adapters; the clock
/// (<see cref="TimeProvider"/>), chance (<see cref="Random"/>), logging, and options by the program.
/// </summary>
public static class EngineRegistration
{
    public static IServiceCollection AddBatchlineEngine(this IServiceCollection services) => services
        .AddSingleton<IdGenerator>()
        .AddSingleton<Instruments>()
        .AddOperations()
        .AddSlices()
        .AddDrivers()
        .AddSingleton<AccountProgressReader>()
        .AddSingleton<PaceReader>()
        .AddSingleton<DoneRates>()
        .AddSingleton<EtaEstimator>()
        .AddSingleton<JobForecast>()
        .AddSingleton<OperationPreviewer>()
        .AddSingleton<ProgressReader>()
        .AddSingleton<BatchReader>()
        .AddSingleton<Refetcher>();

    /// <summary>For a process in a cluster. Whoever carries the calls registers <see cref="IDoors"/>.</summary>
    public static IServiceCollection AddDoors(this IServiceCollection services) => services
        .AddSingleton<Door>()
        .AddSingleton<Dispatcher>()
        .AddSingleton<ILeaderWork>(provider => provider.GetRequiredService<Dispatcher>());

    private static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<AccountReservations>()
        .AddSingleton<OperationDrafts>()
        .AddSingleton<UnadmittedOperations>()
        .AddSingleton<StartedAccounts>()
        .AddSingleton<OperationStarter>()
        .AddSingleton<ControlWriter>()
        .AddSingleton<OperationControl>()
        .AddSingleton<NextStatus>()
        .AddSingleton<OperationCloser>()
        .AddSingleton<OperationReopener>()
        .AddSingleton<FailureLimit>()
        .AddSingleton<StalledStarts>()
        .AddSingleton<AccountRemover>()
        .AddSingleton<BatchRetrier>();

    private static IServiceCollection AddDrivers(this IServiceCollection services) => services
        .AddSingleton<LeaderTimes>()
        .AddSingleton<FailurePolicy>()
        .AddSingleton<Rests>()
        .AddSingleton<WorkSignal>()
        .AddSingleton<RecentWork>()
        .AddSingleton<SafeSlices>()
        .AddSingleton<AccountSlices>()
        .AddSingleton<DueLooks>()
        .AddSingleton<Worker>()
        .AddSingleton<ILeaderWork>(provider => provider.GetRequiredService<Worker>())
        .AddSingleton<Leader>()
        .AddSingleton<ChoreRunner>()
        .AddSingleton<OperationChore>()
        .AddSingleton<IChore>(provider => provider.GetRequiredService<OperationChore>())
        .AddSingleton<IChore, DeletionChore>()
        .AddSingleton<IChore, ReservationChore>()
        .AddSingleton<IChore, ClockChore>()
        .AddSingleton<SliceRound>()
        .AddSingleton<Tick>();

    private static IServiceCollection AddSlices(this IServiceCollection services) => services
        .AddSingleton<RequestSlots>()
        .AddSingleton<HostCircuit>()
        .AddSingleton<WorkizAccess>()
        .AddSingleton<LeaseGranter>()
        .AddSingleton<SliceAccounts>()
        .AddSingleton<SliceOpener>()
        .AddSingleton<FaultHandler>()
        .AddSingleton<Planner>()
        .AddSingleton<Recorder>()
        .AddSingleton<ForeignJobs>()
        .AddSingleton<RetryCommand>()
        .AddSingleton<CommandStep>()
        .AddSingleton<RefetchStep>()
        .AddSingleton<AdoptStep>()
        .AddSingleton<ControlStep>()
        .AddSingleton<ProbeStep>()
        .AddSingleton<VerifyStep>()
        .AddSingleton<ListStep>()
        .AddSingleton<PlanStep>()
        .AddSingleton<BatchStep>()
        .AddSingleton<JobStep>()
        .AddSingleton<SliceSteps>()
        .AddSingleton<SlicePipeline>()
        .AddSingleton(provider => new SliceRunner(
            provider.GetRequiredService<LeaseGranter>(),
            provider.GetRequiredService<SliceOpener>(),
            provider.GetRequiredService<SlicePipeline>(),
            provider.GetRequiredService<Instruments>(),
            provider.GetRequiredService<ILogger<SliceRunner>>()))
        .AddSingleton<KeyTester>();
}
