using System.CommandLine;
using Batchline.Api.Requests;
using Batchline.Commands.Connecting;
using Batchline.Engine.Operations;
using Batchline.Schedules;

namespace Batchline.Commands.Schedules;

/// <summary>What a schedule does and when, as options.</summary>
internal sealed class ScheduleOptions
{
    private readonly Option<string?> _name = new("--name") { Description = "What it is called", HelpName = "NAME" };
    private readonly Option<string?> _cron = new("--cron") { Description = $"When: {CronTimes.Form}", HelpName = "CRON" };
    private readonly Option<string?> _timeZone = new("--time-zone") { Description = "Whose clock that is (default UTC)", HelpName = "ZONE" };
    private readonly Option<string[]> _accounts = new("--account") { Description = "Only this account; may be given several times (default: all enabled ones)", HelpName = "NAME|ID" };
    private readonly Option<bool> _all = new("--all-accounts") { Description = "All enabled accounts again" };
    private readonly Option<string?> _strategy = new("--strategy") { Description = $"One of {Names<Strategy>.All} (default Sync:Strategy)", HelpName = "STRATEGY" };
    private readonly Option<bool?> _full = new("--full") { Description = "Ask also for stored jobs that need no check yet", Arity = ArgumentArity.ZeroOrOne, HelpName = "true|false" };

    public IEnumerable<Option> Options => [_name, _cron, _timeZone, _accounts, _all, _strategy, _full];

    public bool IsComplete(ParseResult parsed) => parsed.GetValue(_name) is not null && parsed.GetValue(_cron) is not null;

    /// <summary>The body that says what was said, and nothing else.</summary>
    public async Task<Dictionary<string, object?>> BodyAsync(ParseResult parsed, ApiClient api, CancellationToken cancellationToken)
    {
        var body = new Dictionary<string, object?>();
        Add("name", parsed.GetValue(_name));
        Add("cron", parsed.GetValue(_cron));
        Add("timeZone", parsed.GetValue(_timeZone));
        Add("strategy", parsed.GetValue(_strategy));
        if (parsed.GetResult(_full) is not null)
            body["full"] = parsed.GetValue(_full) ?? true;
        if (parsed.GetValue(_all))
            body["accountIds"] = null;
        else if (parsed.GetValue(_accounts) is { Length: > 0 } accounts)
            body["accountIds"] = await IdsAsync(accounts, new AccountBook(api), cancellationToken);
        return body;

        void Add(string field, string? value)
        {
            if (value is not null)
                body[field] = value;
        }
    }

    private static async Task<List<string>> IdsAsync(string[] accounts, AccountBook book, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        foreach (var account in accounts)
            ids.Add((await book.FindAsync(account, cancellationToken)).Id);
        return ids;
    }
}
