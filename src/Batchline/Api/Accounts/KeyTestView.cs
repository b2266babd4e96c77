namespace Batchline.Api.Accounts;

/// <summary>The answer to the test of a key.</summary>
internal sealed record KeyTestView(bool Ok, string Message);
