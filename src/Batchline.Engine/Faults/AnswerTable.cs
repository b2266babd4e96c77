using Batchline.Engine.Workiz;

namespace Batchline.Engine.Faults;

/// <summary>
/// What each answer from Workiz says about the host, the key, the path, and the requested record, and what it costs that
/// record. <see cref="TroublePolicy"/> says what follows for the account. Pure.
/// </summary>
internal static class AnswerTable
{
    private const int Usual = Suspect.UsualAttempts;

    private static readonly Verdict Settled = new(HostAnswers: true, DoubtsKey: false, Attempts: 0, MayPass: false);
    private static readonly Verdict OverQuota = new(HostAnswers: true, DoubtsKey: false, Attempts: 0, MayPass: true);
    private static readonly Verdict Refused = new(HostAnswers: true, DoubtsKey: true, Attempts: Usual, MayPass: true);
    private static readonly Verdict Odd = new(HostAnswers: true, DoubtsKey: false, Attempts: 1, MayPass: true);
    private static readonly Verdict Final = new(HostAnswers: true, DoubtsKey: false, Attempts: 1, MayPass: false);
    private static readonly Verdict Silent = new(HostAnswers: false, DoubtsKey: false, Attempts: Usual, MayPass: true);

    public static Verdict Of(WorkizAnswer answer) => answer switch
    {
        WorkizAnswer.Job or WorkizAnswer.Page or WorkizAnswer.Alive => Settled,
        // Only a job can be gone. "Not found" about anything else is Invalid.
        WorkizAnswer.Gone => Settled,
        WorkizAnswer.QuotaReached => OverQuota,
        WorkizAnswer.Refused => Refused,
        WorkizAnswer.Invalid { MayPass: true } => Odd,
        WorkizAnswer.Invalid or WorkizAnswer.TooLarge => Final,
        WorkizAnswer.Transient => Silent,
        _ => throw new InvalidOperationException($"{answer.GetType().Name} never reaches a step."),
    };

    /// <summary>What a bad answer said, for people.</summary>
    public static string MessageOf(WorkizAnswer answer) => answer switch
    {
        WorkizAnswer.Refused(var message) => message,
        WorkizAnswer.QuotaReached(_, var message) => message,
        WorkizAnswer.Invalid(var message) => message,
        WorkizAnswer.TooLarge(var message) => message,
        WorkizAnswer.Transient(var message) => message,
        _ => throw new InvalidOperationException($"{answer.GetType().Name} is not a bad answer."),
    };
}
