-- One snapshot for the whole transaction: first in it.
set transaction isolation level repeatable read;
