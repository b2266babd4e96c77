using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;

namespace Batchline.Commands.Simulate;

/// <summary>A rule as <c>KIND[@CALL][/NAME=VALUE,…]</c>, such as <c>Forbidden@JobGet/job=ABC123,account=1</c>.</summary>
internal static class FaultRuleText
{
    private static readonly CallKind[] Calls = [CallKind.JobGet, CallKind.JobAll, CallKind.TeamAll];

    public static bool HasPlace(string text) => text.IndexOfAny(['@', '/']) >= 0;

    /// <summary>The rule, or what is wrong with the text.</summary>
    public static (FaultRule? Rule, string? Fault) Read(string text)
    {
        var (head, selectors) = Cut(text, '/');
        var (name, call) = Cut(head, '@');
        if (FaultKinds.Find(name) is not { } kind)
            return (null, FaultKinds.NoFault(name));
        var rule = new FaultRule { Kind = kind };
        if (call is not null)
        {
            var known = Array.FindIndex(Calls, known => $"{known}".Equals(call, StringComparison.OrdinalIgnoreCase));
            if (known < 0)
                return (null, $"'{call}' in '{text}' is not a call. Use one of: {string.Join(", ", Calls)}.");
            rule = rule with { Call = Calls[known] };
        }
        foreach (var pair in selectors?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            var (selector, value) = Cut(pair, '=');
            if (FaultSelectors.With(rule, selector, value ?? "") is not { } narrower)
                return (null, $"'{pair}' in '{text}' cannot be read. Use one of: {FaultSelectors.Examples}.");
            rule = narrower;
        }
        return (rule, null);
    }

    private static (string Before, string? Behind) Cut(string text, char separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is var place and >= 0 ? (text[..place], text[(place + 1)..]) : (text, null);
}
