using System.CommandLine;

namespace Batchline.Commands.Connecting;

/// <summary>The option that limits how much of a list is shown.</summary>
internal static class LimitOption
{
    public static Option<int> Of(int otherwise)
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
