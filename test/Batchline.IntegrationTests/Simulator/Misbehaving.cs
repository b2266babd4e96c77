using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Simulator;

/// <summary>Simulators that go wrong in one way.</summary>
internal static class Misbehaving
{
    public const string Everything = "job/all/?start_date=2000-01-01&only_open=false";

    public static SimulatorOptions Workiz(params FaultRule[] rules) => new()
    {
        Accounts = 2,
        JobsPerAccount = 40,
        Today = new DateOnly(2025, 6, 1),
        UnscheduledShare = 0,
        MinInterval = TimeSpan.Zero,
        Faults = new FaultProfile { Rules = rules },
    };

    public static SimulatorOptions Workiz(FaultKind kind) => Workiz(new FaultRule { Kind = kind });
}
