namespace Batchline.Dashboard;

/// <summary>A file of the dashboard, as it stands in the program.</summary>
/// <param name="ETag">Changes with the content.</param>
internal sealed record DashboardFile(byte[] Content, string ContentType, string ETag);
