using Batchline.Api.Answers;
using Batchline.Api.Requests;
using Batchline.Engine.Notices;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Notifications;

/// <summary>Shows what was told to the receiver of notifications.</summary>
internal static class NotificationsApi
{
    public static void MapNotifications(this IEndpointRouteBuilder routes) => routes
        .MapGet("/notifications", ListAsync).WithTags("Service")
        .WithName("ListNotifications").WithSummary("Lists notifications and their deliveries, newest first");

    private static async Task<Ok<PageView<NotificationView>>> ListAsync(
        PageQuery<OperationId> query, INoticeStore notices, CancellationToken cancellationToken)
    {
        var rows = await notices.ListAsync(query.After?.Value, query.Limit + 1, cancellationToken);
        return TypedResults.Ok(PageView<NotificationView>.Of(rows, query.Limit, NotificationView.Of, notice => Cursor.Encode(notice.Id)));
    }
}
