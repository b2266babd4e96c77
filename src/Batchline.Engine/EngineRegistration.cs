using Batchline.Engine.Drivers;
using Batchline.Engine.Faults;
using Batchline.Engine.Operations;
using Batchline.Engine.Plan;
using Batchline.Engine.Record;
using Batchline.Engine.Report;
using Batchline.Engine.Slices;
using Batchline.Engine.Slices.Steps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Batchline.Engine;

/// <summary>
/// Registers the engine. Stores, the Workiz API and the account keys are registered by their adapters, the clock
/// (<see cref="TimeProvider"/>), chance (<see cref="Random"/>), logging and options by the program.
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
        .AddSingleton<EtaEstimator>()
        .AddSingleton<JobForecast>()
        .AddSingleton<OperationPreviewer>()
        .AddSingleton<ProgressReader>()
        .AddSingleton<BatchReader>()
        .AddSingleton<Refetcher>();

    private static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<AccountReservations>()
        .AddSingleton<OperationDrafts>()
        .AddSingleton<UnadmittedOperations>()
        .AddSingleton<OperationStarter>()
        .AddSingleton<ControlWriter>()
        .AddSingleton<OperationControl>()
        .AddSingleton<OperationCloser>()
        .AddSingleton<OperationReopener>()
        .AddSingleton<FailureLimit>()
        .AddSingleton<Starts>()
        .AddSingleton<OperationSweeper>()
        .AddSingleton<AccountRemover>()
        .AddSingleton<BatchRetrier>();

    private static IServiceCollection AddDrivers(this IServiceCollection services) => services
        .AddSingleton<DriverTimes>()
        .AddSingleton<Failures>()
        .AddSingleton<Rests>()
        .AddSingleton<WorkSignal>()
        .AddSingleton<SafeSlices>()
        .AddSingleton<AccountSlices>()
        .AddSingleton<Worker>()
        .AddSingleton<Leader>()
        .AddSingleton<Chores>()
        .AddSingleton<IChore, OperationChore>()
        .AddSingleton<IChore, DeletionChore>()
        .AddSingleton<IChore, ReservationChore>()
        .AddSingleton<IChore, ClockChore>()
        .AddSingleton<Round>()
        .AddSingleton<Tick>();

    /// <summary>The data's way: Discover, Plan, Process, Record, each a step of a slice.</summary>
    private static IServiceCollection AddSlices(this IServiceCollection services) => services
        .AddSingleton<RequestSlots>()
        .AddSingleton<HostCircuit>()
        .AddSingleton<WorkizAccess>()
        .AddSingleton<Leases>()
        .AddSingleton<DeletedAccounts>()
        .AddSingleton<SliceOpener>()
        .AddSingleton<Setbacks>()
        .AddSingleton<Planner>()
        .AddSingleton<Recorder>()
        .AddSingleton<ForeignJobs>()
        .AddSingleton<RetryCommand>()
        .AddSingleton<ISliceStep, CommandStep>()
        .AddSingleton<ISliceStep, RefetchStep>()
        .AddSingleton<ISliceStep, AdoptStep>()
        .AddSingleton<ISliceStep, ControlStep>()
        .AddSingleton<ISliceStep, ProbeStep>()
        .AddSingleton<ISliceStep, VerifyStep>()
        .AddSingleton<ISliceStep, ListStep>()
        .AddSingleton<ISliceStep, PlanStep>()
        .AddSingleton<ISliceStep, BatchStep>()
        .AddSingleton<ISliceStep, JobStep>()
        .AddSingleton<SlicePipeline>()
        .AddSingleton(provider => new SliceRunner(
            provider.GetRequiredService<Leases>(),
            provider.GetRequiredService<SliceOpener>(),
            provider.GetRequiredService<SlicePipeline>(),
            provider.GetRequiredService<Instruments>(),
            provider.GetRequiredService<ILogger<SliceRunner>>()))
        .AddSingleton<KeyTester>();
}
