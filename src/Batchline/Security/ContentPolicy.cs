namespace Batchline.Security;

/// <summary>The Content-Security-Policy of an endpoint whose answer is a page; endpoint metadata.</summary>
internal sealed record ContentPolicy(string Text);
