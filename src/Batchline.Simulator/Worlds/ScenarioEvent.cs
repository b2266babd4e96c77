using System.Text.Json.Serialization;

namespace Batchline.Simulator.Worlds;

/// <summary>Something that happens to the simulated Workiz at a set time.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OutageEvent), "outage")]
[JsonDerivedType(typeof(FaultsEvent), "faults")]
[JsonDerivedType(typeof(QuotaEvent), "quota")]
[JsonDerivedType(typeof(PaceEvent), "pace")]
[JsonDerivedType(typeof(RefuseEvent), "refuse")]
[JsonDerivedType(typeof(RestoreEvent), "restore")]
[JsonDerivedType(typeof(SwapEvent), "swap")]
[JsonDerivedType(typeof(MutateEvent), "mutate")]
public abstract record ScenarioEvent
{
    /// <summary>Time since the start.</summary>
    public TimeSpan At { get; init; }

    /// <summary>What makes it impossible with these options, one sentence each.</summary>
    internal virtual IEnumerable<string> FindFaults(SimulatorOptions options)
    {
        if (At < TimeSpan.Zero)
            yield return $"An event is at {At}; time starts at zero.";
    }

    internal abstract void Apply(World world);
}
