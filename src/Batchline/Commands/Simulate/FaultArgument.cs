using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Batchline.Simulator.Faults;

namespace Batchline.Commands.Simulate;

/// <summary>Faults on the command line: <c>nasty</c>, or <c>Kind=share</c> pairs with commas.</summary>
internal static class FaultArgument
{
    private const string Nasty = "nasty";

    public static Option<FaultProfile> Option(string name) => new(name)
    {
        Description = $"'{Nasty}', or shares of requests by kind: {string.Join(", ", Kinds)}",
        HelpName = "KIND=SHARE,…",
        CustomParser = Parse,
    };

    private static IEnumerable<FaultKind> Kinds => Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.None);

    private static FaultProfile? Parse(ArgumentResult result)
    {
        var text = string.Join(',', result.Tokens.Select(token => token.Value));
        if (text.Equals(Nasty, StringComparison.OrdinalIgnoreCase))
            return FaultProfile.Nasty;
        var rates = new Dictionary<FaultKind, double>();
        foreach (var pair in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=') is [var name, var share]
                && Kinds.FirstOrDefault(kind => kind.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)) is var kind and not FaultKind.None
                && double.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate))
                rates[kind] = rate;
            else
                result.AddError($"'{pair}' is no fault; write for example ServerError=0.05.");
        }

        return new FaultProfile { Rates = rates };
    }
}
