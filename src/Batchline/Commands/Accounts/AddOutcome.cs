using Batchline.Api.Accounts;

namespace Batchline.Commands.Accounts;

/// <summary>What became of an account that was to be added.</summary>
internal abstract record AddOutcome
{
    private AddOutcome()
    {
    }

    /// <param name="Note">What Workiz said; or why it was not asked.</param>
    public sealed record Added(AccountView Account, string Note) : AddOutcome;

    /// <summary>Another account has the key.</summary>
    public sealed record Duplicate : AddOutcome;

    /// <summary>Workiz does not take the key, so the account was not kept.</summary>
    public sealed record Refused(string Reason) : AddOutcome;

    public sealed record Invalid(string Reason) : AddOutcome;
}
