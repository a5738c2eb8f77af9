namespace DingTalk.Emulator.Robot;

// Sent with HTTP 200 even when some of the lists are not empty.
internal sealed record OtoAnswer(
    string ProcessQueryKey, IReadOnlyList<string> InvalidStaffIdList, IReadOnlyList<string> FlowControlledStaffIdList,
    IReadOnlyList<string> FilteredStaffIdList);
