namespace Batchline.Api.Accounts;

/// <summary>The answer to the test of a key.</summary>
/// <param name="Refused">Workiz does not take the key; when neither this nor <paramref name="Ok"/>, its answer says nothing about it.</param>
internal sealed record KeyTestView(bool Ok, bool Refused, string Message);
