namespace PicoClaw.Egress.Notifications;

/// <summary>What became of a notification at the door.</summary>
/// <param name="Id">Its own, or that of the one that came before under the same key.</param>
/// <param name="Recipients">How many people and groups it goes to.</param>
/// <param name="Outcome">Whether it is new.</param>
internal sealed record NotificationReceipt(Guid Id, int Recipients, IntakeOutcome Outcome);
