namespace Batchline.Notices;

/// <summary>The body that a receiver gets.</summary>
/// <param name="Id">The same if a delivery is repeated.</param>
/// <param name="Type">One of <see cref="NoticeKinds"/>.</param>
/// <param name="Timestamp">When it was noticed.</param>
internal sealed record NoticeBody(string Id, string Type, DateTimeOffset Timestamp, object Data);
