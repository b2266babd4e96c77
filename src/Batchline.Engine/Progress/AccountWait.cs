using Batchline.Engine.Operations;

namespace Batchline.Engine.Progress;

/// <summary>What an account waits for, in the same words in the API, the commands, and the dashboard.</summary>
/// <param name="Reason">Null for a blocked account, which waits for a person.</param>
/// <param name="Since">Null: unknown.</param>
/// <param name="Until">When it continues automatically; null: it does not.</param>
/// <param name="Sentence">What for, since when, and until when or what to do about it.</param>
public sealed record AccountWait(WaitingReason? Reason, DateTimeOffset? Since, DateTimeOffset? Until, string Sentence)
{
    /// <summary>A worker looks for due accounts every few seconds, so an account that has been due for this long was not found by any.</summary>
    private static readonly TimeSpan FoundWithin = TimeSpan.FromSeconds(30);

    /// <summary>A shorter pause between two requests is not worth mentioning.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(10);

    /// <summary>Null: it is not waiting, or is not at work.</summary>
    public static AccountWait? Of(AccountProgress account, WaitContext context)
    {
        var (state, head) = (account.State, account.Head);
        context = context with { Now = head?.StoreNow ?? context.Now };
        return state switch
        {
            { Status: AccountStateStatus.Blocked } => new AccountWait(null, state.BlockedAt, null, WaitSentence.Blocked(state, context)),
            { Status: not AccountStateStatus.Processing } or { Active: false } => null,
            _ when context.Store is { } refusal =>
                new AccountWait(WaitingReason.Store, refusal.Since, null, WaitSentence.Store(refusal, context)),
            _ when context.Rests?.Invoke(state.AccountId) is { } rest =>
                new AccountWait(WaitingReason.Worker, rest.Since, rest.Until, WaitSentence.Rest(rest, context)),
            _ when Overdue(account, context.Now) is { } due =>
                new AccountWait(WaitingReason.Worker, due, null, WaitSentence.Worker(due, context)),
            { WaitingReason: { } reason } => Stored(reason, account, context),
            _ when head is { Leased: false, DueAt: { } due } && due - context.Now > ShortPause => Stored(WaitingReason.Pace, account, context),
            _ => null,
        };
    }

    /// <summary>The reason stays until a request ends the wait, so it also holds while a request is out.</summary>
    private static AccountWait Stored(WaitingReason reason, AccountProgress account, WaitContext context)
    {
        var until = account.State.DueAt ?? account.Head?.DueAt;
        return new AccountWait(reason, account.State.WaitingSince, until, WaitSentence.Of(reason, account.State, until, context));
    }

    /// <summary>Since when the account has been due without being worked on; null: it is not due, or only briefly.</summary>
    private static DateTimeOffset? Overdue(AccountProgress account, DateTimeOffset now)
    {
        // Without a head, or with one that has no due time, no process has noticed yet that the operation began.
        var due = account.Head?.DueAt ?? account.State.StartTime;
        return account.Head is not { Leased: true } && now - due >= FoundWithin ? due : null;
    }
}
