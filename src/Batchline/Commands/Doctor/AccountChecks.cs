using Batchline.Api.Accounts;
using Batchline.Commands.Accounts;
using Batchline.Commands.Connecting;

namespace Batchline.Commands.Doctor;

/// <summary>Are there accounts, and does Workiz take their keys?</summary>
internal static class AccountChecks
{
    private const int MaxTested = 20;

    public static async Task AddAsync(List<Finding> findings, List<AccountView> accounts, ApiClient api, bool test, ServerChoice place)
    {
        var enabled = accounts.Where(account => account.Enabled).ToList();
        findings.Add(enabled.Count > 0
            ? Finding.Good("accounts", $"{enabled.Count} enabled, {accounts.Count - enabled.Count} disabled.")
            : Finding.Odd("accounts", $"None is enabled, {accounts.Count} are disabled.", $"Add one with '{place.Hint("accounts add")}', or enable one."));
        foreach (var account in enabled.Where(account => account.BlockedReason is not null))
            findings.Add(Finding.Bad("key", $"{account.Name} is blocked: {account.BlockedReason}", Remedy(account, place)));
        if (test)
            await TestAsync(findings, [.. enabled.Where(account => account.BlockedReason is null).Take(MaxTested)], api, place);
    }

    /// <summary>A reason that is no answer of Workiz about the key says itself what to do.</summary>
    private static string Remedy(AccountView account, ServerChoice place) => account.BlockedReason?.StartsWith("HTTP ", StringComparison.Ordinal) == true
        ? NewKey(account, place)
        : $"When that is done: '{place.Hint("resume")}', or start a new sync.";

    private static async Task TestAsync(List<Finding> findings, List<AccountView> accounts, ApiClient api, ServerChoice place)
    {
        var good = 0;
        foreach (var account in accounts)
        {
            var answer = await KeyTest.RunAsync(api, account.Id, place.Stop);
            if (answer.Ok)
                good++;
            else if (answer.Refused)
                findings.Add(Finding.Bad("key", $"{account.Name}: {answer.Message}", NewKey(account, place)));
            else
                findings.Add(Finding.Odd("key", $"{account.Name}: {answer.Message}", "Try again later; Workiz said nothing about the key itself."));
        }

        if (good > 0)
            findings.Add(Finding.Good("key", $"Workiz took {good} of the {accounts.Count} that were tested."));
    }

    private static string NewKey(AccountView account, ServerChoice place) =>
        $"Give it the key that Workiz shows under Settings, Developer API: '{place.Hint("accounts set")} {account.Id} --key-prompt'.";
}
