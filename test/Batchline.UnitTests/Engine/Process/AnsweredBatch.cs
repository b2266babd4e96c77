using Batchline.Engine.Operations;
using Batchline.Engine.Process;
using Batchline.Engine.Record;

namespace Batchline.UnitTests.Engine.Process;

/// <summary>An open batch that is answered one request after another, as the steps of a slice do it, without their waits.</summary>
internal sealed class AnsweredBatch
{
    public const string Probe = "(probe)";
    private Faults _faults = new();

    public AnsweredBatch(params string[] jobs)
        : this(jobs, 0)
    {
    }

    /// <summary>The first <paramref name="failed"/> jobs failed in an earlier round.</summary>
    public AnsweredBatch(string[] jobs, int failed)
    {
        var open = Sample.Open(jobs) with { Failed = [.. jobs.Take(failed).Select(job => new FailedJob(job, "before", true))] };
        Run = Sample.Run(open) with { Counters = new Counters { Total = jobs.Length, Failed = failed } };
    }

    public Run Run { get; private set; }

    public OpenBatch Open => Run.Open ?? throw new InvalidOperationException("No batch is open.");

    /// <summary>The job asked for next, or <see cref="Probe"/>.</summary>
    public string Asks => FaultPolicy.NeedsProbe(_faults, Open.Remaining[0]) ? Probe : Open.Remaining[0];

    /// <summary>Answers what is asked; a probe is answered unless the fault is a passing one.</summary>
    public void Answer(AnswerKind answer)
    {
        if (Asks == Probe)
            AnswerProbe(answer);
        else
            AnswerJob(Open.Remaining[0], answer);
    }

    private void AnswerProbe(AnswerKind answer)
    {
        (_faults, var charged) = answer == AnswerKind.Transient ? (FaultPolicy.Trip(_faults), []) : FaultPolicy.OnAlive(_faults);
        Run = Outcomes.Charge(Run, charged);
    }

    private void AnswerJob(string job, AnswerKind answer)
    {
        var after = answer switch
        {
            AnswerKind.Transient => BatchWork.Defer(Open, job),
            AnswerKind.Gone => BatchWork.Miss(Open, job),
            AnswerKind.Invalid => BatchWork.Fail(Open, new FailedJob(job, "other UUID", false)),
            _ => BatchWork.Complete(Open, job),
        };
        (_faults, var charged) = answer == AnswerKind.Transient
            ? FaultPolicy.OnTransient(_faults, new Suspect(job, "503"))
            : FaultPolicy.OnGood(_faults);
        Run = Outcomes.Charge(Outcomes.Apply(Run, Open, after), charged);
    }
}
