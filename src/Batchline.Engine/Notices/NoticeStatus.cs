namespace Batchline.Engine.Notices;

/// <summary>How far the delivery of a notice is.</summary>
public enum NoticeStatus
{
    /// <summary>To be delivered, or tried again.</summary>
    Pending,

    Delivered,

    /// <summary>Tried as often as it may be.</summary>
    GivenUp,

    /// <summary>What it was about was over before it could be delivered.</summary>
    Dropped,
}
