using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Listing;
using Batchline.Engine.Operations;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Variants;

/// <summary>Heads that do not remember what bounds a fault: what a rule needs is taken out of the body as it is written.</summary>
internal static class Forgetful
{
    public static Checkpoint Rewrite(Variant variant, Checkpoint checkpoint, DateTimeOffset now)
    {
        var body = checkpoint.Head.Body;
        if (variant == Variant.RefusalBlocks && body is { Trouble.Refusal: { } refusal, Blocked: null, Run: { Phase: not RunPhase.Ended } run })
            return Block(checkpoint, run, refusal, now);
        var rewritten = Rewrite(variant, body);
        return ReferenceEquals(rewritten, body) ? checkpoint : checkpoint with { Head = checkpoint.Head with { Body = rewritten } };
    }

    private static HeadBody Rewrite(Variant variant, HeadBody body) => variant switch
    {
        Variant.TriesForgotten => body with { Trouble = body.Trouble with { Tries = 0 } },
        Variant.PathGivenUpAtOnce when body.Trouble.Tries > 0 => body with { Trouble = body.Trouble with { Tries = TroublePolicy.MostTries, CircuitOpen = false } },
        Variant.PardonsForgotten => body with { Trouble = body.Trouble with { Forgiven = 0 } },
        Variant.ListFailuresForgotten => WithList(body, list => list with { Failures = 0 }),
        Variant.PagesForgotten => WithList(body, list => list with { Pages = 0, StalePages = 0 }),
        Variant.OffsetOfWhatWasAsked => WithList(body, list => list with { Rows = list.Pages * list.Records }),
        Variant.OddRowsForgotten when body.Run is { Phase: RunPhase.Listing or RunPhase.Planning } run => body with { Run = run with { OddRows = OddRows.None } },
        _ => body,
    };

    private static HeadBody WithList(HeadBody body, Func<ListCursor, ListCursor> change) =>
        body.Run is { List: { } list } run ? body with { Run = run with { List = change(list) } } : body;

    private static Checkpoint Block(Checkpoint checkpoint, Run run, string reason, DateTimeOffset now)
    {
        var blocked = run with { Status = AccountStateStatus.Blocked, Error = reason, BlockedAt = now };
        return checkpoint with
        {
            State = Projection.State(checkpoint.AccountId, blocked),
            Head = checkpoint.Head with { Body = checkpoint.Head.Body with { Run = blocked, Blocked = reason, Trouble = TroublePolicy.Fresh(checkpoint.Head.Body.Trouble) } },
        };
    }
}
