#include "clusters/spectral.hpp"
int main_placeholder_spectral = 0;
