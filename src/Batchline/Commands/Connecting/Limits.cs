using System.CommandLine;

namespace Batchline.Commands.Connecting;

/// <summary>How much of a list to show.</summary>
internal static class Limits
{
    public static Option<int> Option(int otherwise)
    {
        var option = new Option<int>("--limit") { Description = $"How many at most, 1 to {ApiClient.MaxPage}", HelpName = "N", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (!int.TryParse(text, out var limit) || limit is < 1 or > ApiClient.MaxPage))
                result.AddError($"--limit is a whole number from 1 to {ApiClient.MaxPage}.");
        });
        return option;
    }
}
