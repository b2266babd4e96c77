using Batchline.Api.Requests;
using Batchline.Engine.Notices;

namespace Batchline.Api.Notifications;

/// <summary>A notification and how far its delivery is.</summary>
internal sealed record NotificationView
{
    /// <summary>The <c>webhook-id</c> of its deliveries.</summary>
    public required string Id { get; init; }

    /// <summary><c>operation.ended</c>, <c>account.blocked</c> or <c>account.stale</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The operation or account that it is about.</summary>
    public required string Subject { get; init; }

    /// <summary><c>pending</c>, <c>delivered</c>, <c>given_up</c>, or <c>dropped</c>: over before it could be told.</summary>
    public required string Status { get; init; }

    public required int Attempts { get; init; }

    /// <summary>What the last attempt came to, such as <c>200 OK</c>.</summary>
    public required string? Result { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? NextAttemptAt { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }

    public static NotificationView Of(Notice notice) => new()
    {
        Id = notice.Id,
        Type = notice.Kind,
        Subject = notice.Subject,
        Status = Names<NoticeStatus>.Of(notice.Status),
        Attempts = notice.Attempts,
        Result = notice.Result,
        CreatedAt = notice.CreatedAt,
        NextAttemptAt = notice.Status == NoticeStatus.Pending ? notice.NextAttemptAt : null,
        EndedAt = notice.EndedAt,
    };
}
