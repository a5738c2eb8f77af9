namespace PicoClaw.Gateway.Status;

internal sealed record DeadLetterCounts(int Turns, int Deliveries, int Malformed);
