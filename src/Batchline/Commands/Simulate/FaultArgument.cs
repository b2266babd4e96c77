using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Batchline.Simulator.Faults;

namespace Batchline.Commands.Simulate;

/// <summary>Faults on the command line: <c>nasty</c>, <c>Kind=share</c> pairs with commas, and rules; repeated, they add up.</summary>
internal static class FaultArgument
{
    private const string Nasty = "nasty";

    public static Option<FaultProfile> Option(string name) => new(name)
    {
        Description = $"'{Nasty}', shares of requests by kind, or a rule with a place and a time; may be repeated. Without a value: names every kind",
        HelpName = "KIND=SHARE,… | KIND[@CALL][/NAME=VALUE,…]",
        Arity = ArgumentArity.ZeroOrMore,
        CustomParser = Parse,
    };

    private static FaultProfile Parse(ArgumentResult result)
    {
        var (rates, rules) = (new Dictionary<FaultKind, double>(), new List<FaultRule>());
        foreach (var text in result.Tokens.SelectMany(token => Parts(token.Value)))
        {
            if (Add(rates, rules, text) is { } fault)
                result.AddError(fault);
        }

        return new FaultProfile { Rates = rates, Rules = rules };
    }

    /// <summary>The commas of a rule are its own.</summary>
    private static string[] Parts(string text) => FaultRuleText.HasPlace(text)
        ? [text]
        : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is wrong with the text, or null.</summary>
    private static string? Add(Dictionary<FaultKind, double> rates, List<FaultRule> rules, string text)
    {
        if (text.Equals(Nasty, StringComparison.OrdinalIgnoreCase))
        {
            foreach (var (kind, share) in FaultProfile.Nasty.Rates)
                rates[kind] = share;
            return null;
        }

        return FaultRuleText.HasPlace(text) || text.Split('=') is not [var name, var part] ? AddRule(rules, text) : AddShare(rates, name, part);
    }

    private static string? AddShare(Dictionary<FaultKind, double> rates, string name, string part)
    {
        if (FaultKinds.Find(name) is not { } kind || kind == FaultKind.None)
            return FaultKinds.NoFault(name);
        if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share))
            return $"'{part}' is not a valid share for {kind}; write for example {kind}=0.05.";
        rates[kind] = share;
        return null;
    }

    private static string? AddRule(List<FaultRule> rules, string text)
    {
        var (rule, fault) = FaultRuleText.Read(text);
        if (rule is not null)
            rules.Add(rule);
        return fault;
    }
}
