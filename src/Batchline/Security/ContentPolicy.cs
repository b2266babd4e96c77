namespace Batchline.Security;

/// <summary>The Content-Security-Policy of an endpoint that returns a page; used as endpoint metadata.</summary>
internal sealed record ContentPolicy(string Text);
