using PicoClaw.Egress.Accounts;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Attachments;

/// <summary>Opens a desk for each account while this replica holds its lane.</summary>
internal sealed class AddressDesks(AddressTable table, AddressAnswerer answerer, ILogger<AddressDesk> logger)
{
    public AddressTable Table => table;

    public AddressAnswerer Answerer => answerer;

    public AddressDesk Open(AccountLease lease, LaneHold hold, CancellationToken cancellationToken)
    {
        var desk = new AddressDesk(this, lease, hold, cancellationToken);
        desk.Look();
        return desk;
    }

    public void Failed(Exception exception, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            Log.AddressNotAnswered(logger, exception.Message);
        }
    }
}
