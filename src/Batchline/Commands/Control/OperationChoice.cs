using System.CommandLine;
using Batchline.Api.Answers;
using Batchline.Api.Operations;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Control;

/// <summary>Which operation a command means: the one named, or the only one there can be a doubt about.</summary>
internal static class OperationChoice
{
    public const string Open = "planning,processing,paused";

    public static Argument<string?> Argument(string otherwise) => new("OPERATION")
    {
        Description = $"Its id (default: {otherwise})",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The operation named, else the newest.</summary>
    public static async Task<string> NewestAsync(string? named, ApiClient api, ServerChoice place)
    {
        if (named is not null)
            return Checked(named);
        var page = await api.GetAsync<PageView<OperationView>>("/api/operations?limit=1", place.Stop);
        return page.Items is [var newest]
            ? newest.OperationId
            : throw new CouldNotException($"There is no operation yet. Start one with '{place.Hint("sync")}'.");
    }

    /// <summary>The operation named, else the only one under way.</summary>
    public static async Task<string> OnlyOpenAsync(string? named, ApiClient api, ServerChoice place)
    {
        if (named is not null)
            return Checked(named);
        var page = await api.GetAsync<PageView<OperationView>>(ApiPath.With("/api/operations", ("status", Open), ("limit", "10")), place.Stop);
        return page.Items switch
        {
            [var only] => only.OperationId,
            [] => throw new CouldNotException($"No operation is under way. '{place.Hint("operations")}' shows those that ended."),
            var several => throw new CouldNotException(
                $"Several operations are under way. Name one: {string.Join(", ", several.Select(operation => $"{operation.OperationId} ({operation.Status})"))}"),
        };
    }

    private static string Checked(string id) => HexId.TryParse<OperationId>(id, out _)
        ? id
        : throw new CouldNotException($"'{Cell.Clean(id)}' is no id of an operation: these have 24 hex characters. 'batchline operations' shows them.");
}
