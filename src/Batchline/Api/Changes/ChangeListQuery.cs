using System.Globalization;
using Batchline.Api.Requests;
using Batchline.Engine.Changes;

namespace Batchline.Api.Changes;

/// <summary>Which changes to list.</summary>
/// <param name="Latest">None: only the place behind the newest one is asked for.</param>
internal sealed record ChangeListQuery(ChangeQuery Query, bool Latest)
{
    private const string LatestWord = "latest";
    private const int MaxText = 200;

    public static ValueTask<ChangeListQuery?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var since = read.Text("since", int.MaxValue);
        var query = new ChangeQuery
        {
            After = since is null or LatestWord ? null : After(since, read.Faults),
            AccountId = read.Id<AccountId>(),
            Uuid = read.Text("uuid", MaxText),
            Limit = read.Limit(),
        };
        if (query is { Uuid: not null, AccountId: null })
            read.Faults.Add("uuid", "needs accountId: jobs of several accounts may have the same UUID");
        read.Finish();
        return ValueTask.FromResult<ChangeListQuery?>(new ChangeListQuery(query, since == LatestWord));
    }

    public static string CursorOf(ChangePlace place) => Cursor.Encode(
        place.Position.ToString(CultureInfo.InvariantCulture), place.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    private static ChangePlace? After(string since, RequestFaults faults)
    {
        if (Cursor.Decode(since, 2) is [var position, var at]
            && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time)
            && time >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && time <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            return new ChangePlace(place, DateTimeOffset.FromUnixTimeMilliseconds(time));
        faults.Add("since", "must be a nextCursor of this feed, or latest");
        return null;
    }
}
