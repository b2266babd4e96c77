using Batchline.Api.Requests;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;

namespace Batchline.Api.Operations;

/// <summary>What a start would come to; nothing was created.</summary>
internal sealed record PreviewView
{
    public required string Strategy { get; init; }
    public required int Accounts { get; init; }

    /// <summary>Known jobs; those that a listing finds new are not among them.</summary>
    public required long Jobs { get; init; }

    /// <summary>Requests to Workiz.</summary>
    public required long Calls { get; init; }

    public required double EtaSeconds { get; init; }

    /// <summary>Disabled accounts that were named.</summary>
    public required IReadOnlyList<string> Skipped { get; init; }

    public required IReadOnlyList<AccountEstimateView> AccountEstimates { get; init; }

    public static PreviewView Of(Preview.Estimated preview, Strategy strategy) => new()
    {
        Strategy = Names<Strategy>.Of(strategy),
        Accounts = preview.Accounts.Count,
        Jobs = preview.Jobs,
        Calls = preview.Calls,
        EtaSeconds = Math.Round(preview.Eta.TotalSeconds, 1),
        Skipped = [.. preview.Skipped.Select(account => account.Value)],
        AccountEstimates = [.. preview.Accounts.Select(AccountEstimateView.Of)],
    };
}
