namespace Batchline.Engine.Records;

/// <summary>Which stored jobs to list: newest JobDateTime first, then by account and UUID.</summary>
public sealed record JobQuery
{
    public AccountId? AccountId { get; init; }
    public string? Status { get; init; }

    /// <summary>Compared with JobDateTime as text, inclusive.</summary>
    public string? From { get; init; }

    /// <summary>Compared with JobDateTime as text; a day without a time includes that day.</summary>
    public string? To { get; init; }

    /// <summary>
    /// The beginnings of words, without regard to case and diacritics, all of which must be found in UUID, serial number, names, company,
    /// phone, e-mail, address, job name, notes, or comments. What is stored is found once <see cref="IJobIndex"/> has taken it in.
    /// </summary>
    public string? Text { get; init; }

    public bool? Missing { get; init; }
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>The last row of the previous page.</summary>
    public JobPosition? After { get; init; }

    public int Limit { get; init; } = 100;
}
