using Batchline.Engine.Batches;
using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;

namespace Batchline.UnitTests.Engine.Batches;

/// <summary>An open batch that is answered one request after another, as the steps of a slice do it, without their waits.</summary>
internal sealed class AnsweredBatch
{
    public const string Probe = "(probe)";
    private Trouble _trouble = new();

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
    public string Asks => TroublePolicy.NeedsProbe(_trouble, Open.Remaining[0]) ? Probe : Open.Remaining[0];

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
        IReadOnlyList<Suspect> charged = [];
        var witness = _trouble is { Witness: { } proven, WitnessDoubted: false, AskedInVain: false } ? proven : null;
        var bad = answer is AnswerKind.Invalid or AnswerKind.Transient;
        if (witness is not null && !bad)
            (_trouble, charged) = TroublePolicy.OnGoodWitness(_trouble, witness);
        else if (witness is not null)
            _trouble = TroublePolicy.OnBadCheck(_trouble, null, Sample.Noon);
        else if (_trouble is { AskedInVain: false, CircuitOpen: true, Suspects.Count: 0 })
            _trouble = TroublePolicy.Close(_trouble);
        else if (_trouble is { AskedInVain: false, CircuitOpen: false })
            _trouble = TroublePolicy.Open(_trouble, _trouble.Trips + 1);
        else if (bad)
            _trouble = TroublePolicy.OnSilence(_trouble);
        else
            _trouble = TroublePolicy.OnPathInTrouble(TroublePolicy.OnAlive(_trouble), waited: !_trouble.AskedInVain);
        Run = Outcomes.Charge(Run, charged);
    }

    private void AnswerJob(string job, AnswerKind answer)
    {
        var after = answer switch
        {
            AnswerKind.Transient or AnswerKind.Invalid => BatchWork.Defer(Open, job),
            AnswerKind.Gone => BatchWork.Miss(Open, job),
            _ => BatchWork.Complete(Open, job),
        };
        (_trouble, var charged) = answer switch
        {
            AnswerKind.Transient => TroublePolicy.OnBad(_trouble, new Suspect(job, "503"), Sample.Noon),
            AnswerKind.Invalid => TroublePolicy.OnBad(_trouble, new Suspect(job, "other UUID", 1, false), Sample.Noon),
            _ => TroublePolicy.OnGood(_trouble, answer == AnswerKind.Gone ? null : job),
        };
        Run = Outcomes.Charge(Outcomes.Apply(Run, Open, after), charged);
    }
}
