namespace Batchline.Engine.Slices.Steps;

/// <summary>The steps of a slice, one for each kind of work. Each leaves a checkpoint.</summary>
internal sealed record SliceSteps(
    CommandStep Command,
    RefetchStep Refetch,
    AdoptStep Adopt,
    ControlStep Control,
    ProbeStep Probe,
    VerifyStep Verify,
    ListStep List,
    PlanStep Plan,
    BatchStep Batch,
    JobStep Job);
