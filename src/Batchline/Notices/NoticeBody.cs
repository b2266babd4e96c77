namespace Batchline.Notices;

/// <summary>What a receiver reads.</summary>
/// <param name="Id">Stays the same when a delivery is repeated.</param>
/// <param name="Type">One of <see cref="NoticeKinds"/>.</param>
/// <param name="Timestamp">When it was noticed.</param>
internal sealed record NoticeBody(string Id, string Type, DateTimeOffset Timestamp, object Data);
